import { setupServer } from 'msw/node';
import { doubles } from './doubles';

export const server = setupServer(...doubles());

import { setupServer } from 'msw/node';
import { doubles } from './mocks';

export const server = setupServer(...doubles());

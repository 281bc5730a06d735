const HOST = /(@|host\s*=\s*|\/\/)(localhost|127\.\d+\.\d+\.\d+|\[::1\]|::1)(?=[:/?\s]|$)/;

/** From inside a container, the machine that it runs on. */
export const CONTAINER_HOST = 'host.docker.internal';

/** The same connection string with its loopback host replaced by the machine around the container. */
export function withContainerHost(connectionString: string): string {
  return connectionString.replace(HOST, `$1${CONTAINER_HOST}`);
}

/** The one container of a task, in the form that ECS takes (ECS Developer Guide, "Task definition parameters"). */
export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  /** Names and plain values: never a secret, and never PHI. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logGroup: string;
  readonly region: string;
  readonly health?: ContainerHealth;
}

/** How ECS asks whether the program is well. */
export interface ContainerHealth {
  /** Run in the container, by no shell: `["CMD", "node", "/app/health.js"]`. */
  readonly command: readonly string[];
  /** Folder that the program may write to; the task's own disk lies there. */
  readonly scratch: string;
}

/** Name of the task's volume that a program with a health check writes to. */
export const SCRATCH_VOLUME = "scratch";

/** A user that the image need not know, so that a file it forgot to close is not open to root. */
const USER = "10001:10001";
/** Two minutes, Fargate's most, to finish what was read and to write down how far it came. */
const STOP_SECONDS = 120;

/** `containerDefinitions`: no root, no writing to its own files, no rights of the host, and a log that never holds it up. */
export function containerDefinitions(spec: ContainerSpec): string {
  const { health } = spec;
  return JSON.stringify([
    {
      name: spec.name,
      image: spec.image,
      essential: true,
      user: USER,
      privileged: false,
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true, capabilities: { add: [], drop: ["ALL"] } },
      stopTimeout: STOP_SECONDS,
      environment: Object.entries(spec.environment)
        .map(([name, value]) => ({ name, value }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": spec.logGroup,
          "awslogs-region": spec.region,
          "awslogs-stream-prefix": spec.name,
          mode: "non-blocking",
          "max-buffer-size": "25m",
        },
      },
      mountPoints:
        health === undefined ? [] : [{ sourceVolume: SCRATCH_VOLUME, containerPath: health.scratch, readOnly: false }],
      portMappings: [],
      ...(health !== undefined && {
        healthCheck: { command: health.command, interval: 30, timeout: 5, retries: 3, startPeriod: 60 },
      }),
      systemControls: [],
      volumesFrom: [],
    },
  ]);
}

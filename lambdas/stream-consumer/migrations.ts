/** Changes of the schema, in order. One that has run anywhere is never edited: a further one follows it. */
export const MIGRATIONS: readonly { readonly version: number; readonly sql: string }[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE stream_worker (
        stream text NOT NULL,
        worker text NOT NULL,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (stream, worker)
      );
      CREATE TABLE stream_lease (
        stream text NOT NULL,
        shard text NOT NULL,
        owner text,
        -- Grows with every owner: what an owner of before writes is refused.
        epoch bigint NOT NULL DEFAULT 0,
        expires_at timestamptz,
        -- Last sequence number whose row is written; null before the first.
        checkpoint text COLLATE "C",
        finished_at timestamptz,
        PRIMARY KEY (stream, shard)
      );
      CREATE TABLE stream_record (
        stream text NOT NULL,
        shard text NOT NULL,
        sequence text COLLATE "C" NOT NULL,
        event_id text NOT NULL,
        event_type text NOT NULL,
        occurred_at timestamptz NOT NULL,
        arrived_at timestamptz,
        written_at timestamptz NOT NULL DEFAULT now(),
        body jsonb NOT NULL,
        PRIMARY KEY (stream, shard, sequence)
      );
      CREATE INDEX stream_record_by_event ON stream_record (event_type, occurred_at);
      CREATE TABLE stream_dead_letter (
        stream text NOT NULL,
        shard text NOT NULL,
        sequence text COLLATE "C" NOT NULL,
        reason text NOT NULL,
        arrived_at timestamptz,
        written_at timestamptz NOT NULL DEFAULT now(),
        data bytea NOT NULL,
        PRIMARY KEY (stream, shard, sequence)
      );
    `,
  },
];

import { setTimeout as pause } from 'node:timers/promises';
import type { SignalDataSet, SignalDataTypeMap, SignalKeyStore } from '@whiskeysockets/baileys';

type Rows<T extends keyof SignalDataTypeMap> = { [id: string]: SignalDataTypeMap[T] };

/** A key store in memory. With `latencyMs` it answers as a database does: never in the same tick. */
export class MemoryKeyStore implements SignalKeyStore {
  readonly data = new Map<string, unknown>();
  /** How often something was written. */
  writes = 0;

  constructor(public latencyMs = 0) {}

  /** The same rows behind another latency, so that a linked device can be made without waiting. */
  copy(latencyMs = this.latencyMs): MemoryKeyStore {
    const copy = new MemoryKeyStore(latencyMs);
    for (const [key, value] of this.data) copy.data.set(key, value);
    return copy;
  }

  get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]): Rows<T> | Promise<Rows<T>> {
    const read = () => {
      const rows: Rows<T> = {};
      for (const id of ids) {
        const value = this.data.get(`${type}/${id}`);
        if (value !== undefined) rows[id] = value as SignalDataTypeMap[T];
      }
      return rows;
    };
    return this.latencyMs ? pause(this.latencyMs).then(read) : read();
  }

  set(data: SignalDataSet): void | Promise<void> {
    const write = () => {
      this.writes++;
      for (const [type, entries] of Object.entries(data)) {
        for (const [id, value] of Object.entries(entries ?? {})) {
          const key = `${type}/${id}`;
          if (value === null || value === undefined) this.data.delete(key);
          else this.data.set(key, value);
        }
      }
    };
    return this.latencyMs ? pause(this.latencyMs).then(write) : write();
  }

  clear() {
    this.data.clear();
  }
}

import { writeFileSync } from 'node:fs';
import { exampleEnvironment } from '../config.js';

/** `npm run env:example`: writes the settings, their meaning and their defaults to .env.example. */
writeFileSync('.env.example', exampleEnvironment());

import { option } from '#kernel/option';

/** Settings of the weather client. The service needs no key, but places leave the house: it is asked only when told to. */
export const openMeteoOptions = {
  openMeteoEnabled: option.boolean({
    env: 'OPEN_METEO_ENABLED',
    doc: 'Ask Open-Meteo for the weather (free use is for non-commercial purposes); false: the weather is emulated',
    default: false,
  }),
  openMeteoBaseUrl: option.url({
    env: 'OPEN_METEO_BASE_URL',
    doc: 'Address of the Open-Meteo API',
    default: 'https://api.open-meteo.com',
  }),
  openMeteoApiKey: option.secret({
    env: 'OPEN_METEO_API_KEY',
    doc: 'Key of the paid host; empty on the free one',
    default: '',
  }),
};

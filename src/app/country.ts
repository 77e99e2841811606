/** The country this installation serves: the one place that names it. */
export { countryPack as country } from '#country/ru/index.ts';

/** From here on a measured temperature is a fever (facts of 2021: declared or measured). */
export const feverCelsius = 37.5;

/** The deep import: the whole package would load databases and read `.env` (it costs a second and 100 MB). */
declare module 'natural/lib/natural/stemmers/porter_stemmer_pt.js' {
  const stemmer: { stem(word: string): string };
  export default stemmer;
}

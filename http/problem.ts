/** An answer that tells the caller what was wrong with the request. The text is safe to show to anyone. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export const badRequest = (message: string) => new HttpProblem(400, 'BadRequest', message);
export const unauthorized = (message: string) => new HttpProblem(401, 'Unauthorized', message);
export const forbidden = (message: string) => new HttpProblem(403, 'Forbidden', message);
export const notFound = (message: string) => new HttpProblem(404, 'NotFound', message);

// Asks the server.

export const keyOf = meta => JSON.stringify([meta.session, meta.worker]);

/** No answer at all, or none in time. */
export class Lost extends Error {}

export async function json(path) {
  const lost = problem => {
    throw new Lost(problem.message);
  };
  const answer = await fetch(path, {cache: 'no-store', signal: AbortSignal.timeout(30000)}).catch(lost);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json().catch(lost);
}

export const sessions = async () => (await json('/gradientflow/data/sessions')).sessions;

import { infiniteQueryOptions, mutationOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type { CreatedToken, CreateToken, TokensPage } from '#lib/people/token-schema';

const TOKENS = ['tokens'] as const;

/** All service tokens, the newest first, revoked and expired ones too. */
export const tokensOptions = () =>
  infiniteQueryOptions({
    queryKey: TOKENS,
    queryFn: ({ pageParam, signal }) =>
      fetchJson<TokensPage>(`/api/tokens${pageParam ? `?cursor=${pageParam}` : ''}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const createTokenMutation = () =>
  mutationOptions({
    mutationFn: (body: CreateToken) => fetchJson<CreatedToken>('/api/tokens', { method: 'POST', body }),
    onSuccess: (_data, _variables, _result, { client }) => client.invalidateQueries({ queryKey: TOKENS }),
  });

export const revokeTokenMutation = () =>
  mutationOptions({
    mutationFn: ({ id }: { id: string }) => fetchJson<undefined>(`/api/tokens/${id}`, { method: 'DELETE' }),
    onSuccess: (_data, _variables, _result, { client }) => client.invalidateQueries({ queryKey: TOKENS }),
  });

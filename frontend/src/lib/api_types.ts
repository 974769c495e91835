import type { registry } from '@kontor/backend/registry'
import type { CallOptions } from './api.ts'

type Routes = (typeof registry)['routes']

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The types of a method's routes by pattern: `/api/:tenant/me`. */
type RoutesOf<Method extends HttpMethod> = {
  [
    Name in keyof Routes as Method extends Routes[Name]['methods'][number]
      ? Routes[Name]['pattern']
      : never
  ]: Routes[Name]['types']
}

interface Types {
  params: object
  query: object
  body: object
  response: unknown
}

type RouteOf<
  Method extends HttpMethod,
  Pattern extends keyof RoutesOf<Method>,
> = RoutesOf<Method>[Pattern] extends infer Route extends Types ? Route : never

/** What a route answers: `AnswerOf<'GET', '/api/:tenant/me'>`. */
export type AnswerOf<Method extends HttpMethod, Pattern extends keyof RoutesOf<Method>> = RouteOf<
  Method,
  Pattern
>['response']

/** Left out where the route takes nothing of the kind; more params than it names do no harm. */
type Part<Name extends string, Shape, Allowed = Shape> = keyof Shape extends never
  ? { [Key in Name]?: Allowed }
  : Partial<Shape> extends Shape
    ? { [Key in Name]?: Allowed }
    : { [Key in Name]: Allowed }

type OptionsOf<Route extends Types> = Omit<CallOptions, 'params' | 'query' | 'body'> &
  Part<'params', Route['params'], { [Key in keyof Route['params']]: string | number }> &
  Part<'query', Route['query']> &
  Part<'body', Route['body']>

type Arguments<Options> =
  Partial<Options> extends Options ? [options?: Options] : [options: Options]

export interface Caller<Method extends HttpMethod> {
  <Pattern extends keyof RoutesOf<Method> & string>(
    pattern: Pattern,
    ...rest: Arguments<OptionsOf<RouteOf<Method, Pattern>>>
  ): Promise<RouteOf<Method, Pattern>['response']>

  /** For a route the registry does not know yet: `api.get<{ data: Row[] }>('/api/…')`. */
  <Answer, Pattern extends string = string>(
    pattern: Pattern extends keyof RoutesOf<Method> ? never : Pattern,
    options?: CallOptions
  ): Promise<Answer>
}

import type { FeishuContext } from '../context.ts'

export function checkCard(content: string, ctx: FeishuContext): void {
  void content
  void ctx
}

import OpenAI from 'openai'
import { Fault } from '../fault.ts'
import type { Model, Usage } from '../reading/model.ts'

interface ModelOptions {
  /** Any service that speaks OpenAI's chat completions. */
  baseUrl: string
  key: string
  model: string
  timeoutMs: number
  /** 元 for 1,000 tokens. */
  prices?: { input: number; output: number } | undefined
}

/** The model over the network. Asks once, no retries: what it cannot answer in time is left to the rules. */
export function openModel({ baseUrl, key, model, timeoutMs, prices }: ModelOptions): Model {
  const client = new OpenAI({ baseURL: baseUrl, apiKey: key, timeout: timeoutMs, maxRetries: 0 })
  return {
    name: model,
    async complete({ system, user, schema, signal, spent }) {
      const reply = await client.chat.completions
        .create(
          {
            model,
            temperature: 0,
            messages: [
              { role: 'system', content: system },
              { role: 'user', content: user },
            ],
            response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: { ...schema } } },
          },
          signal ? { signal } : {},
        )
        .catch((cause: unknown) => {
          throw faultOf(cause)
        })
      if (reply.usage) spent?.(usageOf(reply.usage, prices))
      return parsed(reply.choices[0]?.message.content)
    },
  }
}

function usageOf(
  { prompt_tokens: input, completion_tokens: output }: OpenAI.CompletionUsage,
  prices: ModelOptions['prices'],
): Usage {
  const cost = prices ? { cost: (input * prices.input + output * prices.output) / 1000 } : {}
  return { tokens: input + output, ...cost }
}

function parsed(content: string | null | undefined): unknown {
  if (!content) throw new Fault('model/empty', '模型返回了空白内容，已按规则处理。')
  try {
    // Some services wrap JSON in a Markdown fence in spite of the schema.
    return JSON.parse(content.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, ''))
  } catch (cause) {
    throw new Fault('model/not-json', '模型返回的不是约定的格式，已按规则处理。', { cause })
  }
}

function faultOf(cause: unknown): Fault {
  if (cause instanceof OpenAI.APIConnectionTimeoutError) {
    return new Fault('model/slow', '模型在限定时间内没有回答，已按规则处理。', { cause })
  }
  if (cause instanceof OpenAI.APIUserAbortError)
    return new Fault('model/stopped', '已停止等待模型。', { cause })
  if (cause instanceof OpenAI.RateLimitError) {
    return new Fault('model/quota', '模型的用量已到上限，请稍后再试或联系管理员续费。', { cause })
  }
  if (cause instanceof OpenAI.AuthenticationError) {
    return new Fault('model/key', '模型的密钥不对，请管理员检查设置里的密钥。', { cause })
  }
  return new Fault('model/down', '连不上模型服务，请管理员检查网络和地址。', { cause })
}

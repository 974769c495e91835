/** A telephone number from its first digit on, with whatever people write between the digits. */
const NUMBER = /(?<!\S)(?:\+|\(?0)[\d\s/()-]{5,}\d/g

/**
 * The question with each telephone number as the index holds it: `0431 / 22 91-841`, `+49 (0)431 2291841` and
 * `0049 431 2291841` are one word each, which a number in the index begins with.
 */
export function withJoinedNumbers(question: string): string {
  return question.replace(NUMBER, (number) =>
    number
      .replace(/^\s*\+(\d+)\s*\(0\)/, '+$1')
      .replace(/\D/g, '')
      .replace(/^00/, '')
  )
}

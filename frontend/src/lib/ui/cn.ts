/** Joins classes; of two that say different things about the same property the later one stays. */
export { cn } from 'tailwind-variants/merge'

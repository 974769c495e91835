export const load = () => ({ crumbs: [{ title: 'Teile' }] })

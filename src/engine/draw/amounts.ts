export { figure as plain, money } from '../plan';

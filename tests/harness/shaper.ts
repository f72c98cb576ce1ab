export { plainShaper } from '#engine/packet';

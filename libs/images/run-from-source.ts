/** Loaded before the worker when it is not compiled, as in tests: Node runs TypeScript, but does not find `x.ts` for an import of `x.js`. */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
    return next(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});

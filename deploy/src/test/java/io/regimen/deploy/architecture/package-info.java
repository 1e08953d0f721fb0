/**
 * The rules that the compiler cannot keep: who may know whom, and what code of a kind may not touch. Start at
 * {@link io.regimen.deploy.architecture.Rules}; {@code offending} holds classes that break each of them.
 */
@NullMarked
package io.regimen.deploy.architecture;

import org.jspecify.annotations.NullMarked;

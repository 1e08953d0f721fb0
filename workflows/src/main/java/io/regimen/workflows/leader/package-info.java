/**
 * Who leads a regime, by rule and by hand: the policy, changes that people ask for, and the workflows that carry them out.
 * Start at {@link io.regimen.workflows.leader.LeaderPolicy}.
 */
@NullMarked
package io.regimen.workflows.leader;

import org.jspecify.annotations.NullMarked;

/** The promises under faults, on real servers and real processes. Start at {@link io.regimen.deploy.fault.KilledWorkerTest}. */
@NullMarked
package io.regimen.deploy.fault;

import org.jspecify.annotations.NullMarked;

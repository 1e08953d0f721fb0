/** The worker that trains on a GPU. Start at {@link io.regimen.workergpu.GpuWorker}. */
@NullMarked
package io.regimen.workergpu;

import org.jspecify.annotations.NullMarked;

/** Model families that train on CPUs. Start at {@link io.regimen.workercpu.model.CpuFamilies}. */
@NullMarked
package io.regimen.workercpu.model;

import org.jspecify.annotations.NullMarked;

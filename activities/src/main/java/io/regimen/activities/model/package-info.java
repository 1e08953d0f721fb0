/** What a model family implements, and the file format of trained models. Start at {@link io.regimen.activities.model.ModelFamily}. */
@NullMarked
package io.regimen.activities.model;

import org.jspecify.annotations.NullMarked;

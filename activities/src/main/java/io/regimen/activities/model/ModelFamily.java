package io.regimen.activities.model;

import io.regimen.workflows.ModelType;

/** A family of models. One adapter per family; the pipeline around it is the same for all. */
public interface ModelFamily {
    ModelType type();

    /**
     * Trains all members and heads. Same input, same bytes, whatever the number of threads.
     *
     * @param progress told about every unit of work; throws to stop the training
     */
    ForecastModel train(TrainingSet data, TrainingProgress progress);

    /**
     * Reads a model file whose hash was checked before.
     *
     * @throws CorruptModelException if the bytes are not a model of this family
     */
    ForecastModel read(byte[] file);
}

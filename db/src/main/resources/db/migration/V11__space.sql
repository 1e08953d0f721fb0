-- What a grid waits for that paused by itself, such as room in the store.
alter table training_queue add column waits_for text;

package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.data.exceptions.DataAccessException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Extension.class)
class ArtifactRepositoryTest {
    private final TestDatabase database;
    private final ArtifactRepository files;

    ArtifactRepositoryTest(TestDatabase database) {
        this.database = database;
        this.files = database.get(ArtifactRepository.class);
    }

    @Test
    void announce_twice_isOnce() {
        long run = database.run("1", "owner").id();

        assertEquals(1, files.announce(run, "models/1", "a".repeat(64), 10));
        assertEquals(0, files.announce(run, "models/1", "b".repeat(64), 20));
        assertEquals("a".repeat(64), files.undeleted().getFirst().sha256());
        assertEquals("UPLOADING", state("1"));
    }

    @Test
    void move_fromAnotherState_changesNothing() {
        database.runWithFile("1");

        assertEquals(0, files.move(TestDatabase.file("1"), "UPLOADING", "PRESENT"));
        assertEquals(0, files.move(TestDatabase.file("1"), "DELETE_PENDING", "DELETED"));
        assertEquals("PRESENT", state("1"));
    }

    @Test
    void giveUp_leavesTheFilesOfALeader() {
        long leader = database.runWithFile("1");
        long other = database.runWithFile("2");
        database.lead("calm_ranging", leader, 1);

        assertEquals(0, files.giveUp(leader));
        assertEquals(1, files.giveUp(other));
        assertEquals(0, files.giveUp(other));
        assertEquals("PRESENT", state("1"));
        assertEquals("DELETE_PENDING", state("2"));
        assertTrue(files.present(leader).isPresent());
        assertTrue(files.present(other).isEmpty());
    }

    @Test
    void trigger_refusesToDeleteTheFileOfALeader() {
        long leader = database.runWithFile("1");
        database.lead("calm_ranging", leader, 1);

        for (String state : List.of("DELETE_PENDING", "DELETED")) {
            DataAccessException refused =
                    assertThrows(DataAccessException.class, () -> files.move(TestDatabase.file("1"), "PRESENT", state));
            assertTrue(String.valueOf(refused.getMessage()).contains("file of a leader"), refused::toString);
        }
        assertThrows(
                IllegalStateException.class,
                () -> database.execute("update artifacts set state = 'DELETE_PENDING'"),
                "whatever code tries it");
        assertThrows(IllegalStateException.class, () -> database.execute("delete from artifacts"), "foreign key");
        assertEquals("PRESENT", state("1"));

        database.execute("delete from regime_best_models");
        assertEquals(1, files.move(TestDatabase.file("1"), "PRESENT", "DELETE_PENDING"));
    }

    @Test
    void abandonUploads_leavesWhatIsPresent() {
        long run = database.runWithFile("1");
        files.announce(run, "models/half", "b".repeat(64), 10);

        assertEquals(1, files.abandonUploads(run));
        assertEquals("PRESENT", state("1"));
        assertEquals("DELETE_PENDING", database.text("select state from artifacts where object_key = 'models/half'"));
        assertEquals(
                "upload abandoned", database.text("select reason from artifacts where object_key = 'models/half'"));
    }

    private String state(String keyDigit) {
        return database.text("select state from artifacts where object_key = '" + TestDatabase.file(keyDigit) + "'");
    }
}

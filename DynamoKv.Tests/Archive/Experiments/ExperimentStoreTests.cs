// Experiments in the archive.
using DynamoKv.Engine.Archive;
using DynamoKv.Engine.Archive.Experiments;
using DynamoKv.Tests.Storage;

namespace DynamoKv.Tests.Archive.Experiments;

public sealed class ExperimentStoreTests
{
    [Fact]
    public void What_is_done_is_there_after_the_process_is_gone()
    {
        using var folder = new TemporaryFolder();
        long id;
        using (var archive = ArchiveDatabase.Open(folder.Path))
        {
            var store = new ExperimentStore(archive);
            id = store.Add("figure-3", ExperimentKind.Published, "Quick", 3, now: 1000);
            store.Mark(id, ExperimentState.Running);
            store.AddPart(id, 2, "{two}");
            store.AddPart(id, 0, "{zero}");
        }

        using var again = ArchiveDatabase.Open(folder.Path);
        var kept = new ExperimentStore(again).Find(id)!;
        Assert.Equal(("figure-3", ExperimentKind.Published, "Quick", ExperimentState.Running, 3, 2, 1000L), (kept.Name, kept.Kind, kept.Definition, kept.State, kept.Parts, kept.Done, kept.BegunAt));
        Assert.Equal([(0, "{zero}"), (2, "{two}")], new ExperimentStore(again).Parts(id).OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
    }

    [Fact]
    public void The_newest_comes_first_and_what_is_removed_takes_its_parts_with_it()
    {
        using var archive = ArchiveDatabase.InMemory();
        var store = new ExperimentStore(archive);
        var (first, second) = (store.Add("a", ExperimentKind.Scenario, "x", 1, 1), store.Add("b", ExperimentKind.Scenario, "y", 1, 2));
        store.AddPart(first, 0, "{}");
        Assert.Equal(["b", "a"], store.All().Select(one => one.Name));

        Assert.True(store.Remove(first));
        store.AddPart(first, 0, "{late}"); // of a worker that had not heard of it

        Assert.False(store.Remove(first));
        Assert.Null(store.Find(first));
        Assert.Empty(store.Parts(first));
        Assert.NotNull(store.Find(second));
    }

    [Fact]
    public void An_end_has_its_time_and_its_reason()
    {
        using var archive = ArchiveDatabase.InMemory();
        var store = new ExperimentStore(archive);
        var id = store.Add("a", ExperimentKind.Scenario, "x", 1, 1);

        store.Mark(id, ExperimentState.Failed, 5, "No room.");

        var ended = store.Find(id)!;
        Assert.True(ended.IsOver);
        Assert.Equal((5L, "No room."), (ended.EndedAt!.Value, ended.Message));
    }
}

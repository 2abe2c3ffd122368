// What is held of the log in memory goes back to the last commit when the disk does.
using CsCheck;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage.Sqlite;

public sealed class LogGenerationTests
{
    [Fact]
    public void What_was_not_committed_can_be_taken_back() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 900]).Array[1, 3_000].Sample(
            steps =>
            {
                var generation = new LogGeneration();
                var now = new SortedDictionary<Key, long>(Utf8KeyOrder.Instance);
                var committed = new SortedDictionary<Key, long>(Utf8KeyOrder.Instance);
                var lastCommitted = 0L;
                for (var index = 0; index < steps.Length; index++)
                {
                    var (kind, number) = steps[index];
                    if (number == 0 && kind == 0)
                    {
                        generation.TakeBack();
                        now = new(committed, Utf8KeyOrder.Instance);
                        Assert.Equal(lastCommitted, generation.LastId);
                    }
                    else if (number < 4)
                    {
                        generation.Commit();
                        (committed, lastCommitted) = (new(now, Utf8KeyOrder.Instance), generation.LastId);
                    }
                    else
                    {
                        var id = generation.LastId + 1;
                        generation.Put(K($"{number}"), new LoggedRow(id, Value("v"), default), 10);
                        now[K($"{number}")] = id;
                    }
                }

                Assert.Equal(now, Listed(generation));
            },
            iter: 100);

    private static List<KeyValuePair<Key, long>> Listed(LogGeneration generation)
    {
        var keys = new KeyMerge(null);
        generation.Keys.AddTo(keys);
        var listed = new List<KeyValuePair<Key, long>>();
        while (keys.TryNext(out var key))
        {
            Assert.True(generation.TryGet(key, out var row));
            listed.Add(new(key, row.Id));
        }

        Assert.Equal(listed.Count, generation.Keys.Count);
        return listed;
    }
}

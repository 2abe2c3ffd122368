// What stands beside the rows of a node's database: hints and notes.
using DynamoKv.Engine.Primitives;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DynamoKv.Engine.Storage.Sqlite;

internal sealed partial class SqliteReplicaStore
{
    public IReadOnlyList<HintTarget> HintTargets => Ask(() => _hints.Targets, "count its hints");

    public Hint? ReadHint(NodeId target, Key key) => Ask(() => _hints.Read(target, key), "read a hint");

    public IReadOnlyList<Hint> HintsOf(Key key) => Ask(() => _hints.Of(key), "read its hints");

    public IReadOnlyList<Hint> HintsFor(NodeId target, int limit) => Ask(() => _hints.For(target, limit), "read its hints");

    public void WriteHint(Hint hint) => Change(() => _hints.Write(hint), "A hint", "write a hint");

    public void RemoveHint(NodeId target, Key key) => Change(() => _hints.Remove(target, key), "The removal of a hint", "remove a hint");

    public byte[]? ReadNote(string name) => Ask(() => _notes.Read(name), "read a note");

    public void WriteNote(string name, ReadOnlyMemory<byte>? content) => Change(() => _notes.Write(name, content), "A note", "write a note");

    private T Ask<T>(Func<T> question, string deed)
    {
        ThrowIfUnusable();
        try
        {
            return question();
        }
        catch (SqliteException error)
        {
            throw Failed(error, deed);
        }
    }

    private void Change(Action change, string what, string deed)
    {
        ThrowIfUnusable();
        try
        {
            BeginIfNeeded();
            change();
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_FULL && IsInTransaction)
        {
            throw SqliteErrors.AtWork(error, $"{what} of node '{Node}' was not written");
        }
        catch (SqliteException error)
        {
            throw Failed(error, deed);
        }
    }
}

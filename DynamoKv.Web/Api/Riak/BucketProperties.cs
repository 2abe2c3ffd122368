// The properties of a bucket.
using System.Text.Json;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Web.Api.Riak;

/// <summary>
/// The properties that a bucket has and that mean something here. n_val is the cluster's and can't be set to another
/// number; what else Riak knows (hooks, key functions, clock pruning) is not shown, because it would not be true.
/// </summary>
/// <param name="AllowMult">Whether concurrent writes are kept beside each other; else a read shows the newest only.</param>
/// <param name="LastWriteWins">Whether writes ignore the vclock; a read then shows the newest only.</param>
/// <param name="Read">r.</param>
/// <param name="Write">w.</param>
/// <param name="DurableWrite">dw: counts as w, what is acknowledged is on disk.</param>
/// <param name="ReadWrite">rw: what deletes used before r and w.</param>
/// <param name="PrimariesRead">pr.</param>
/// <param name="PrimariesWrite">pw.</param>
internal sealed record BucketProperties(
    bool AllowMult, bool LastWriteWins, RiakCount Read, RiakCount Write, RiakCount DurableWrite, RiakCount ReadWrite, RiakCount PrimariesRead,
    RiakCount PrimariesWrite)
{
    /// <summary>notfound_ok: whether a replica that holds nothing counts towards r.</summary>
    public bool NotFoundCounts { get; init; } = true;

    /// <summary>basic_quorum: whether a read ends as soon as more than half of n_val can't count.</summary>
    public bool IsBasicQuorum { get; init; }

    /// <summary>Whether a read shows concurrent writes.</summary>
    public bool KeepsSiblings => AllowMult && !LastWriteWins;

    /// <summary>What holds where nobody set anything: as in Riak, siblings in buckets of a type, none in buckets without.</summary>
    public static BucketProperties Standard(string type, Quorum cluster)
    {
        var majority = (cluster.N / 2) + 1;
        var read = cluster.R == majority ? RiakCount.Quorum : RiakCount.Number(cluster.R);
        var write = cluster.W == majority ? RiakCount.Quorum : RiakCount.Number(cluster.W);
        return new BucketProperties(
            type != RiakName.DefaultType, LastWriteWins: false, read, write, write, write, RiakCount.Number(cluster.PrimariesRead),
            RiakCount.Number(cluster.PrimariesWrite));
    }

    /// <summary>These properties with what somebody set; what can't be read is left as it was.</summary>
    public BucketProperties With(IEnumerable<KeyValuePair<string, JsonElement>> set)
    {
        var properties = this;
        foreach (var (name, value) in set)
        {
            properties = properties.With(name, value) ?? properties;
        }

        return properties;
    }

    /// <summary>As "props" of a JSON object.</summary>
    public void WriteTo(Utf8JsonWriter json, RiakName name, int replicas)
    {
        json.WriteStartObject("props");
        if (name.Bucket.Length > 0)
        {
            json.WriteString("name", name.Bucket);
        }

        json.WriteBoolean("allow_mult", AllowMult);
        json.WriteBoolean("basic_quorum", IsBasicQuorum);
        DurableWrite.WriteTo(json, "dw");
        json.WriteBoolean("last_write_wins", LastWriteWins);
        json.WriteNumber("n_val", replicas);
        json.WriteBoolean("notfound_ok", NotFoundCounts);
        PrimariesRead.WriteTo(json, "pr");
        PrimariesWrite.WriteTo(json, "pw");
        Read.WriteTo(json, "r");
        ReadWrite.WriteTo(json, "rw");
        Write.WriteTo(json, "w");
        json.WriteEndObject();
    }

    private BucketProperties? With(string name, JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? With(name, value.GetBoolean())
        : RiakCount.Read(value) is { } count ? With(name, count) : null;

    private BucketProperties? With(string name, bool flag) => name switch
    {
        "allow_mult" => this with { AllowMult = flag },
        "basic_quorum" => this with { IsBasicQuorum = flag },
        "last_write_wins" => this with { LastWriteWins = flag },
        "notfound_ok" => this with { NotFoundCounts = flag },
        _ => null,
    };

    private BucketProperties? With(string name, RiakCount count) => name switch
    {
        "r" => this with { Read = count },
        "w" => this with { Write = count },
        "dw" => this with { DurableWrite = count },
        "rw" => this with { ReadWrite = count },
        "pr" => this with { PrimariesRead = count },
        "pw" => this with { PrimariesWrite = count },
        _ => null,
    };
}

// Which properties of a bucket can be set, and to what.
using System.Text.Json;

namespace DynamoKv.Web.Api.Riak;

/// <summary>
/// Says what is wrong with a property that a client wants to set. What Riak has and this cluster has not can be "set"
/// to nothing only, so that a client which sends back all it was shown is not refused.
/// </summary>
internal static class BucketPropertyRules
{
    /// <summary>Null: it can be set so. Else what is wrong, in a few words as Riak has them.</summary>
    public static string? Problem(string name, JsonElement value, RiakName bucket, int replicas) => name switch
    {
        "allow_mult" or "basic_quorum" or "last_write_wins" or "notfound_ok" => IsFlag(value) ? null : "not_boolean",
        "n_val" => ReplicasProblem(value, replicas),
        "r" or "w" or "rw" => CountProblem(value, 1, replicas),
        "dw" or "pr" or "pw" => CountProblem(value, 0, replicas),
        "name" => value.ValueKind == JsonValueKind.String && value.ValueEquals(bucket.Bucket) ? null : "cannot be changed",
        "dvv_enabled" => IsFlag(value) ? null : "not_boolean", // Riak wants false beside last_write_wins; here versions always have dots
        _ => MeansNothing(value) ? null : "not supported here",
    };

    /// <summary>Whether it is kept: what changes nothing is not.</summary>
    public static bool IsKept(string name) => name is "allow_mult" or "basic_quorum" or "last_write_wins" or "notfound_ok" or "r" or "w" or "rw" or "dw" or "pr" or "pw";

    private static bool IsFlag(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static string? ReplicasProblem(JsonElement value, int replicas)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number) || number < 1)
        {
            return "not_integer";
        }

        return number == replicas ? null : $"every bucket of this cluster has n_val {replicas}";
    }

    private static string? CountProblem(JsonElement value, int least, int replicas) =>
        RiakCount.Read(value) is { } count && count.Of(replicas) is var number && number >= least && number <= replicas ? null : "not_valid_quorum";

    private static bool MeansNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().MoveNext(),
        _ => false,
    };
}

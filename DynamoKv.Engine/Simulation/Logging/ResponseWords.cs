// An answer to a client, as properties of a line.
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of an answer in their order.</summary>
internal static class ResponseWords
{
    /// <exception cref="InvalidOperationException">When the answer has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, ClientResponse response)
    {
        json.WriteOperation(response.Operation);
        json.WriteString("answer", response.GetType().Name);
        json.WriteString("coordinator", response.Coordinator.Value);
        json.WriteNodes("asked", response.Replicas.Asked);
        json.WriteNodes("succeeded", response.Replicas.Succeeded);
        json.WriteNodes("failed", response.Replicas.Failed);
        json.WriteNodes("silent", response.Replicas.Silent);
        json.WriteNumber("required", response.Replicas.Required);
        json.WriteStandIns("hinted", response.Replicas.Hinted);
        WriteOutcome(json, response);
    }

    private static void WriteOutcome(Utf8JsonWriter json, ClientResponse response)
    {
        switch (response)
        {
            case ClientResponse.Read read:
                json.WriteVersions(read.Versions);
                json.WriteContext(read.Context);
                json.WriteNodes("repaired", read.Repaired);
                break;
            case ClientResponse.Written written:
                json.WriteDot("dot", written.Dot);
                json.WriteVersions(written.Versions);
                json.WriteContext(written.Context);
                break;
            case ClientResponse.Deleted deleted:
                json.WriteDot("dot", deleted.Dot);
                json.WriteVersions(deleted.Versions);
                json.WriteContext(deleted.Context);
                break;
            case ClientResponse.NothingToDelete nothing:
                json.WriteContext(nothing.Context);
                break;
            case ClientResponse.AlreadyExists exists:
                json.WriteContext(exists.Context);
                break;
            default:
                WriteFailure(json, response);
                break;
        }
    }

    private static void WriteFailure(Utf8JsonWriter json, ClientResponse response)
    {
        switch (response)
        {
            case ClientResponse.TooManySiblings siblings:
                json.WriteNumber("siblings", siblings.Count);
                json.WriteNumber("limit", siblings.Limit);
                json.WriteContext(siblings.Context);
                break;
            case ClientResponse.QuorumMissed missed:
                json.WriteString("kind", missed.Kind.ToString());
                json.WriteBoolean("mayBeSeen", missed.MayBeSeen);
                break;
            case ClientResponse.TimedOut timedOut:
                json.WriteString("kind", timedOut.Kind.ToString());
                json.WriteString("waited", ScenarioText.Duration(timedOut.Waited));
                break;
            case ClientResponse.Refused refused:
                json.WriteString("reason", refused.Reason);
                break;
            case ClientResponse.Overloaded overloaded:
                json.WriteNumber("limit", overloaded.Limit);
                break;
            default:
                throw new InvalidOperationException($"The log has no words for {response.GetType().Name}.");
        }
    }
}

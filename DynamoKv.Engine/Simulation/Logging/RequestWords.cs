// A client's request, as properties of a line.
using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of a request in their order; a value stands as its size and digest.</summary>
internal static class RequestWords
{
    public static void Write(Utf8JsonWriter json, ClientRequest request)
    {
        json.WriteOperation(request.Operation, request.Key);
        json.WriteString("kind", request.Kind.ToString());
        switch (request)
        {
            case ClientRequest.Put put:
                WriteContent(json, put.Content);
                WriteContext(json, put.Context);
                json.WriteBoolean("onlyIfAbsent", put.OnlyIfAbsent);
                break;
            case ClientRequest.Delete delete:
                WriteContext(json, delete.Context);
                break;
            default:
                break; // a get has nothing more
        }

        WriteOptions(json, request.Options);
    }

    private static void WriteContent(Utf8JsonWriter json, WriteContent content)
    {
        json.WriteString("contentType", content.ContentType);
        json.WriteNumber("bytes", content.Value.Length);
        if (content.Metadata.Length > 0)
            json.WriteNumber("metadataChars", content.Metadata.Length);

        if (content.TimeToLive is { } life)
            json.WriteString("timeToLive", ScenarioText.Duration(life));

        json.WriteString("digest", XxHash64.HashToUInt64(content.Value.Span).ToString("x16", CultureInfo.InvariantCulture));
    }

    private static void WriteContext(Utf8JsonWriter json, CausalContext? context)
    {
        if (context is not null)
            json.WriteContext(context);
    }

    private static void WriteOptions(Utf8JsonWriter json, RequestOptions options)
    {
        json.WriteNumberIfAny("r", options.Read);
        json.WriteNumberIfAny("w", options.Write);
        json.WriteNumberIfAny("pr", options.PrimariesRead);
        json.WriteNumberIfAny("pw", options.PrimariesWrite);
        if (options.IsSloppy is { } isSloppy)
            json.WriteBoolean("sloppy", isSloppy);

        if (options.Timeout is { } timeout)
            json.WriteString("timeout", ScenarioText.Duration(timeout));

        if (!options.NotFoundCounts)
            json.WriteBoolean("notFoundCounts", false);

        if (options.IsBasicQuorum)
            json.WriteBoolean("basicQuorum", true);
    }
}

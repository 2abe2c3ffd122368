// Small JSON bodies.
using System.Text.Json;

namespace DynamoKv.Web.Api.Riak;

/// <summary>Writes JSON bodies whose names are not known before.</summary>
internal static class RiakJson
{
    /// <summary>The bytes of one JSON object.</summary>
    public static byte[] Object(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>A list of names.</summary>
    public static void Names(Utf8JsonWriter json, string field, IEnumerable<string> names)
    {
        json.WriteStartArray(field);
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    /// <summary>A JSON object as answer.</summary>
    public static Task AnswerAsync(HttpContext http, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) =>
        new JsonAnswer(status, Object(write)).ExecuteAsync(http);
}

// What an administrator sends with a POST.
using System.Text.Json;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Api;

/// <summary>Reads the small JSON object that an administrator sends with a POST; no body is an empty object.</summary>
internal static class AdminBody
{
    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement;

    /// <summary>The object, with only the named properties.</summary>
    public static Task<JsonElement> ReadAsync(ApiCall call, params string[] allowed)
    {
        var request = call.Http.Request;
        if (request.ContentLength is null or 0 && request.ContentType is null)
        {
            return Task.FromResult(Empty);
        }

        return RequestBody.IsJson(request)
            ? RequestBody.ReadObjectAsync(call.Http, allowed)
            : throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "Send the body as application/json.");
    }

    /// <summary>A node that must be named.</summary>
    public static string Required(this JsonElement body, string name) =>
        body.Text(name) is { Length: > 0 } text ? text : throw ApiException.BadRequest($"The body has no '{name}': send {{\"{name}\": \"...\"}}.");

    /// <summary>A known node; null when the property is absent.</summary>
    public static NodeId? Node(this JsonElement body, ApiCall call, string name) => body.Text(name) is { } text ? call.Known(text) : null;

    /// <summary>A flag; false when absent.</summary>
    public static bool Flag(this JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var property) || property.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        return property.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? property.GetBoolean()
            : throw ApiException.BadRequest($"The property '{name}' must be true or false.");
    }
}

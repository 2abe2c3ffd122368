// The body that a route knows.
namespace DynamoKv.Web.Api;

/// <summary>Route metadata: the JSON object of a route's body, for the OpenAPI document; another type where it is none.</summary>
internal sealed record AcceptedBody(bool IsRequired, string ContentType, params (string Name, QueryKind Kind)[] Properties)
{
    /// <summary>A JSON object that must be sent.</summary>
    public static AcceptedBody Required(params (string Name, QueryKind Kind)[] properties) => new(true, "application/json", properties);

    /// <summary>A JSON object that may be left out.</summary>
    public static AcceptedBody Optional(params (string Name, QueryKind Kind)[] properties) => new(false, "application/json", properties);
}

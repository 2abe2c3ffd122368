// The OpenAPI document.
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace DynamoKv.Web.Api;

/// <summary>Completes the OpenAPI document with what handlers read by themselves: keys, runs, query parameters, bodies.</summary>
internal static partial class ApiDescription
{
    private const string About =
        "A Dynamo-style key-value cluster, simulated. Routes below /api/v1 act on the shared run 'main'; the same routes below /api/v1/runs/{run} act on another. "
        + "\"timestamp\" of an answer is unix seconds; times of what happened inside a run (siblings, events, nodes) are virtual seconds since that run began. "
        + "Every error is a problem (RFC 9457) with one sentence in \"error\". Limits: value 1 MiB, key 1,024 bytes, body 4 MiB, JSON depth 16, request line 4 KiB, "
        + "headers 16 KiB, 1,000 connections, 100 readers of /ws. A WebSocket at /ws streams the state and the operations of main.";

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "DynamoKv";
            document.Info.Version = ServerVersion.Text;
            document.Info.Description = About;
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Complete(operation, context);
            return Task.CompletedTask;
        });
    }

    private static void Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        operation.Parameters ??= [];
        foreach (Match part in RoutePart().Matches(context.Description.RelativePath ?? ""))
        {
            var name = part.Groups[1].Value;
            if (operation.Parameters.All(parameter => parameter.Name != name))
            {
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Path,
                    Required = true,
                    Description = RoutePartDescription(name),
                    Schema = Text(),
                });
            }
        }

        foreach (var accepted in context.Description.ActionDescriptor.EndpointMetadata.OfType<AcceptedQuery>().SelectMany(query => query.Parameters))
        {
            operation.Parameters.Add(Query(accepted));
        }

        AddBody(operation, context.Description.HttpMethod, context.Description.ActionDescriptor.EndpointMetadata.OfType<AcceptedBody>().FirstOrDefault());
    }

    private static void AddBody(OpenApiOperation operation, string? method, AcceptedBody? known)
    {
        if (method == "PUT")
        {
            operation.Parameters!.Add(Header(DataRoutes.ContextHeader, "The context of the read that this write supersedes."));
            operation.Parameters.Add(Header("If-None-Match", "Only *: write only where nothing live is stored."));
            operation.RequestBody = Body(Object(("value", Text()), ("context", Text())), isRequired: true);
            operation.RequestBody.Content!["application/octet-stream"] = new OpenApiMediaType();
        }
        else if (method == "DELETE" && operation.Parameters!.Any(parameter => parameter.Name == "key"))
        {
            operation.Parameters!.Add(Header(DataRoutes.ContextHeader, "The context of the read that this delete supersedes."));
        }
        else if (known is not null)
        {
            operation.RequestBody = Body(
                Object([.. known.Properties.Select(property => (property.Name, Schema(property.Kind)))]), known.IsRequired, known.ContentType);
        }
    }

    private static OpenApiParameter Query(QueryParameter accepted) => new()
    {
        Name = accepted.Name,
        In = ParameterLocation.Query,
        Description = accepted.Description,
        Schema = Schema(accepted.Kind),
    };

    private static OpenApiSchema Schema(QueryKind kind) => new()
    {
        Type = kind switch
        {
            QueryKind.Number => JsonSchemaType.Integer,
            QueryKind.Decimal => JsonSchemaType.Number,
            QueryKind.Flag => JsonSchemaType.Boolean,
            _ => JsonSchemaType.String,
        },
    };

    private static OpenApiParameter Header(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = Text() };

    private static OpenApiRequestBody Body(OpenApiSchema schema, bool isRequired, string contentType = "application/json") => new()
    {
        Required = isRequired,
        Content = new Dictionary<string, OpenApiMediaType> { [contentType] = new() { Schema = schema } },
    };

    private static OpenApiSchema Object(params (string Name, OpenApiSchema Schema)[] properties) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = properties.ToDictionary(property => property.Name, IOpenApiSchema (property) => property.Schema),
    };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static string RoutePartDescription(string name) => name switch
    {
        "key" => "1 to 1,024 bytes of UTF-8, percent-encoded once; any character is allowed.",
        "format" => "log, scenario, shiviz or html.",
        "target_node" => "The node that is compared with.",
        _ => "The name of a run: 'main', or one that POST /api/v1/runs gave.",
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex RoutePart();
}

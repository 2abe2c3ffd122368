// Where metrics and traces go.
namespace DynamoKv.Web.Hosting.Watching;

/// <summary>Where metrics and traces go, beside /metrics.</summary>
/// <param name="Endpoint">The OpenTelemetry collector that both are sent to; null: nobody is sent anything.</param>
public sealed record WatchOptions(Uri? Endpoint)
{
    /// <summary>The variable of the environment that OpenTelemetry defines for it.</summary>
    public const string StandardVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Reads the setting, and the variable where it says nothing.</summary>
    /// <exception cref="SettingException">When it is no address.</exception>
    public static WatchOptions Read(SettingReader reader, IConfiguration configuration)
    {
        var text = reader.Text("Watching:OtlpEndpoint") ?? configuration[StandardVariable];
        if (string.IsNullOrWhiteSpace(text))
        {
            return new WatchOptions(Endpoint: null);
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && (endpoint.Scheme is "http" or "https")
            ? new WatchOptions(endpoint)
            : throw new SettingException($"The setting {ServerOptions.Section}:Watching:OtlpEndpoint (or {StandardVariable}) is '{text}': it must be an address such as http://127.0.0.1:4317.");
    }
}

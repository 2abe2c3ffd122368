// What a server that is a node needs so that pages and routes show its cluster.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Networking;
using DynamoKv.Web.Sessions.Live.Members;

namespace DynamoKv.Web.Sessions.Live;

/// <summary>Registers the live session.</summary>
public static class LiveServices
{
    /// <summary>
    /// Adds the live session as the only run. It needs an <see cref="INodeHost"/>, an <see cref="IPeerQuestions"/> and a
    /// <see cref="TimeProvider"/> in the container; what other members ask of this one, <see cref="LiveAnswers"/> answers.
    /// </summary>
    public static IServiceCollection AddLiveSession(this IServiceCollection services, LiveOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<LocalVoice>();
        services.AddSingleton<PeerDesk>();
        services.AddSingleton<LiveSession>();
        services.AddSingleton<IRunRegistry>(parts => new LiveRegistry(parts.GetRequiredService<LiveSession>()));
        return services;
    }

    /// <summary>Who answers the questions that other members' sessions ask: for the transport. Needs no way out, so that neither waits for the other.</summary>
    public static IPeerAnswers LiveAnswers(this IServiceProvider parts) => parts.GetRequiredService<PeerDesk>();
}

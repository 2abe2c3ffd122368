// What can be known of the manifests without a container engine.
using DynamoKv.Tests.Api;
using DynamoKv.Tests.Architecture;
using DynamoKv.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace DynamoKv.Tests.Deployment;

public sealed class ManifestTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly string[] Files = [.. Directory.GetFiles(Repository.PathOf("deploy/kubernetes"), "*.yaml").Select(file => "deploy/kubernetes/" + Path.GetFileName(file)).Order()];

    private static readonly IReadOnlyDictionary<string, string> Versions = new Dictionary<string, string>
    {
        ["Secret"] = "v1",
        ["Service"] = "v1",
        ["StatefulSet"] = "apps/v1",
        ["PodDisruptionBudget"] = "policy/v1",
        ["NetworkPolicy"] = "networking.k8s.io/v1",
    };

    private static Manifest[] All => [.. Files.SelectMany(Manifest.ReadAll)];

    private static Manifest Pod => Of("StatefulSet")["spec", "template"];

    private static Manifest Container => Assert.Single(Pod["spec", "containers"].Items);

    [Fact]
    public void Every_manifest_says_what_it_is_once()
    {
        Assert.All(All, one => Assert.Equal(Versions[one["kind"].Text], one["apiVersion"].Text));
        Assert.All(All, one => Assert.Equal("dynamokv", one["metadata", "labels", "app.kubernetes.io/name"].Text));
        Assert.Distinct(All.Select(one => (one["kind"].Text, one["metadata", "name"].Text)));
        Assert.Empty(Versions.Keys.Except(All.Select(one => one["kind"].Text)));
    }

    [Fact]
    public void Every_selector_finds_the_pods()
    {
        var labels = Pod["metadata", "labels"].Texts;
        Assert.Equal(labels, Of("StatefulSet")["spec", "selector", "matchLabels"].Texts);
        Assert.Equal(labels, Of("PodDisruptionBudget")["spec", "selector", "matchLabels"].Texts);
        Assert.Equal(labels, Of("NetworkPolicy")["spec", "podSelector", "matchLabels"].Texts);
        Assert.All(All.Where(one => one["kind"].Text == "Service"), service => Assert.Equal(labels, service["spec", "selector"].Texts));
        Assert.Contains(All, one => one["kind"].Text == "Service" && one["metadata", "name"].Text == Of("StatefulSet")["spec", "serviceName"].Text && one["spec", "clusterIP"].Text == "None");
    }

    [Fact]
    public void Every_port_and_volume_that_is_named_is_there()
    {
        var ports = Container["ports"].Items.ToDictionary(port => port["name"].Text, port => port["containerPort"].Text);
        foreach (var port in All.Where(one => one["kind"].Text == "Service").SelectMany(service => service["spec", "ports"].Items))
        {
            Assert.Equal(ports[port["targetPort"].Text], port["port"].Text);
        }

        Assert.All(Of("NetworkPolicy")["spec", "ingress"].Items.SelectMany(rule => rule["ports"].Items), port => Assert.Contains(port["port"].Text, ports.Values));
        Assert.Contains(Pod["metadata", "annotations", "prometheus.io/port"].Text, ports.Values);
        var volumes = Pod["spec", "volumes"].Items.Select(volume => volume["name"].Text)
            .Concat(Of("StatefulSet")["spec", "volumeClaimTemplates"].Items.Select(claim => claim["metadata", "name"].Text)).ToList();
        Assert.Empty(Container["volumeMounts"].Items.Select(mount => mount["name"].Text).Except(volumes));
        Assert.Equal("dynamokv", Pod["spec", "volumes"].Items.Single(volume => volume["name"].Text == "secrets")["secret", "secretName"].Text);
    }

    [Theory]
    [InlineData("startupProbe")]
    [InlineData("livenessProbe")]
    [InlineData("readinessProbe")]
    public async Task Every_probe_meets_a_route_that_answers_its_header(string probe)
    {
        var get = Container[probe, "httpGet"];
        var header = Assert.Single(get["httpHeaders"].Items);
        Assert.Contains(get["port"].Text, Container["ports"].Items.Select(port => port["name"].Text));
        Assert.Equal(200, (await server.GetAsync(get["path"].Text, (header["name"].Text, header["value"].Text))).Status);
    }

    [Fact]
    public async Task What_is_scraped_is_a_route() => Assert.Equal(200, (await server.GetAsync(Pod["metadata", "annotations", "prometheus.io/path"].Text)).Status);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_settings_of_a_pod_start_a_node(int ordinal)
    {
        var pod = $"dynamokv-{ordinal}";
        var environment = Container["env"].Items.ToDictionary(one => one["name"].Text, one => one.Find("value")?.Text ?? Field(one["valueFrom", "fieldRef", "fieldPath"].Text, pod));
        var secrets = Of("Secret")["stringData"].Texts;

        var options = Read(environment, secrets);

        Assert.Equal((pod, $"http://{pod}.dynamokv-nodes:8080"), (options.Node!.Id.Value, options.Node.Address));
        Assert.Equal(int.Parse(Of("StatefulSet")["spec", "replicas"].Text, null), options.Node.Host.Founders.Length);
        Assert.Contains(options.Node.NodeEndpoint.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), Container["ports"].Items.Select(port => port["containerPort"].Text));
        Assert.False(options.Tokens.AreOff);
        Assert.NotNull(options.Node.Security.ClusterSecret);
        Assert.Contains("dynamokv", options.Hosts);
        Assert.Equal(environment["DYNAMOKV_SECRETS"], Container["volumeMounts"].Items.Single(mount => mount["name"].Text == "secrets")["mountPath"].Text);
        Assert.Contains(options.Node.DataFolder, Container["volumeMounts"].Items.Select(mount => mount["mountPath"].Text));
    }

    [Theory]
    [InlineData("node-1")]
    [InlineData("node-2")]
    [InlineData("node-3")]
    public void The_settings_of_a_service_of_compose_start_a_node(string name)
    {
        var compose = Assert.Single(Manifest.ReadAll("deploy/compose.yaml"));
        var service = compose["services", name];
        var secrets = service["secrets"].Items.ToDictionary(secret => secret["target"].Text, secret => secret["source"].Text);
        Assert.Empty(secrets.Values.Except(compose["secrets"].Map.Keys));

        var contents = secrets.Keys.ToDictionary(
            setting => setting, setting => setting.EndsWith("Sha256", StringComparison.Ordinal) ? new string('0', 64) : "a secret of twenty");
        var options = Read(service["environment"].Texts, contents);

        Assert.Equal((name, $"http://{name}:8080"), (options.Node!.Id.Value, options.Node.Address));
        Assert.Equal(compose["services"].Map.Keys.Order(), options.Node.Host.Founders.Select(founder => founder.Member.Id.Value));
        Assert.False(options.Tokens.AreOff);
        Assert.Equal($"{name}:{options.Node.DataFolder}", Assert.Single(service["volumes"].Items).Text);
        Assert.True(compose["volumes"].Map.ContainsKey(name));
        Assert.EndsWith(":8080", Assert.Single(service["ports"].Items).Text, StringComparison.Ordinal);
        Assert.StartsWith("127.0.0.1:", Assert.Single(service["ports"].Items).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_container_may_more_than_it_needs()
    {
        Assert.Equal("true", Pod["spec", "securityContext", "runAsNonRoot"].Text);
        Assert.Equal("false", Container["securityContext", "allowPrivilegeEscalation"].Text);
        Assert.Equal("true", Container["securityContext", "readOnlyRootFilesystem"].Text);
        Assert.Equal("ALL", Assert.Single(Container["securityContext", "capabilities", "drop"].Items).Text);
        Assert.Equal("false", Pod["spec", "automountServiceAccountToken"].Text);
    }

    /// <summary>The image, the environment of the container and the files of the secrets, as the server puts them together.</summary>
    private static ServerOptions Read(IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, string> secrets)
    {
        var settings = DockerFile.Environment.Concat(environment).Concat(secrets).Where(pair => pair.Key != "Logging__Console__FormatterName")
            .GroupBy(pair => pair.Key.StartsWith("ASPNETCORE_", StringComparison.Ordinal) ? pair.Key["ASPNETCORE_".Length..] : pair.Key.Replace("__", ":", StringComparison.Ordinal))
            .ToDictionary(group => group.Key, string? (group) => group.Last().Value);
        settings["DynamoKv:Mode"] = "node";
        return OptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }

    private static string Field(string path, string pod) => path == "metadata.name" ? pod : throw new ArgumentException(path);

    private static Manifest Of(string kind) => All.Single(one => one["kind"].Text == kind);
}

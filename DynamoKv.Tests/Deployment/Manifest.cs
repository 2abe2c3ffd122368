// A YAML document as tests look at it.
using System.Globalization;
using DynamoKv.Tests.Architecture;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace DynamoKv.Tests.Deployment;

/// <summary>A part of a YAML document: a map, a list or a value.</summary>
internal sealed class Manifest(object? node)
{
    public static IReadOnlyList<Manifest> ReadAll(string file)
    {
        using var text = new StringReader(File.ReadAllText(Repository.PathOf(file)));
        var parser = new MergingParser(new Parser(text));
        var documents = new List<Manifest>();
        var yaml = new DeserializerBuilder().Build();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            documents.Add(new Manifest(yaml.Deserialize<object>(parser)));
        }

        return documents;
    }

    /// <summary>What stands at a path that has to be there.</summary>
    public Manifest this[params string[] path] => path.Aggregate(this, (at, name) => at.Find(name) ?? throw new KeyNotFoundException($"There is no '{name}' of '{string.Join('.', path)}'."));

    public string Text => Convert.ToString(node, CultureInfo.InvariantCulture) ?? "";

    public IReadOnlyList<Manifest> Items => [.. ((IEnumerable<object>)node!).Select(item => new Manifest(item))];

    public IReadOnlyDictionary<string, Manifest> Map =>
        ((IDictionary<object, object>)node!).ToDictionary(pair => Convert.ToString(pair.Key, CultureInfo.InvariantCulture)!, pair => new Manifest(pair.Value));

    public IReadOnlyDictionary<string, string> Texts => Map.ToDictionary(pair => pair.Key, pair => pair.Value.Text);

    public Manifest? Find(string name) => node is IDictionary<object, object> map && map.TryGetValue(name, out var value) ? new Manifest(value) : null;
}

// How a node is told apart: hue, marker shape and letter, never colour alone.
namespace DynamoKv.Web.Components.Ring;

/// <summary>The marker of a node.</summary>
public enum MarkerShape
{
    /// <summary>The first node's.</summary>
    Circle,

    /// <summary>The second node's.</summary>
    Square,

    /// <summary>The third node's.</summary>
    Triangle,

    /// <summary>The fourth node's.</summary>
    Diamond,

    /// <summary>The fifth node's.</summary>
    Cross,
}

/// <summary>How a node is drawn. The sixth node and on repeat the hues, hatched.</summary>
/// <param name="Index">The node's place among all nodes in order of their names.</param>
public readonly record struct NodeStyle(int Index)
{
    /// <summary>How many hues there are.</summary>
    public const int Hues = 5;

    /// <summary>The marker's shape.</summary>
    public MarkerShape Shape => (MarkerShape)(Index % Hues);

    /// <summary>The style sheet's class that sets --hue.</summary>
    public string HueClass => $"hue-{Index % Hues}";

    /// <summary>Whether the hue is a repeated one and is hatched to tell it apart.</summary>
    public bool IsHatched => Index >= Hues;
}

// What a person does on the Play page, in words of the page.
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DynamoKv.Tests.Browser;

/// <summary>The Play page through its roles and labels, as assistive technology finds them.</summary>
internal static partial class PlayPage
{
    /// <summary>The picture of the ring.</summary>
    public static ILocator Ring(IPage page) => page.GetByLabel(RingLabel());

    /// <summary>A panel by its title.</summary>
    public static ILocator Panel(IPage page, string title) => page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = title, Exact = true });

    /// <summary>The captions, newest first.</summary>
    public static ILocator Captions(IPage page) => page.GetByRole(AriaRole.Log);

    /// <summary>The captions that name something.</summary>
    public static ILocator CaptionsAbout(IPage page, string what) => Captions(page).GetByText(what);

    /// <summary>A node in the list of nodes, with the state that it must show.</summary>
    public static ILocator NodeRow(IPage page, string node, string state = "") =>
        Panel(page, "Nodes").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { NameRegex = new Regex($"^Node {node}: {state}") });

    /// <summary>A button of the panel that moves time.</summary>
    public static ILocator TimeButton(IPage page, string name) => ButtonIn(Panel(page, "Time"), name);

    /// <summary>A button by the whole of its name.</summary>
    public static ILocator ButtonIn(ILocator panel, string name) =>
        panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name, Exact = true });

    /// <summary>Waits until the ring stands, keys are heard, and something has happened.</summary>
    public static async Task IsAtWorkAsync(IPage page)
    {
        await Expect(page.Locator("html[data-keys=heard]")).ToHaveCountAsync(1);
        await Expect(Ring(page)).ToBeVisibleAsync();
        await Expect(Captions(page).GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
    }

    /// <summary>Stops what the page shows, and says at which event.</summary>
    public static async Task<long> PauseAsync(IPage page)
    {
        await TimeButton(page, "Pause").ClickAsync();
        await Expect(TimeButton(page, "Play")).ToBeVisibleAsync();
        return await PositionAsync(page);
    }

    /// <summary>The event that the page shows.</summary>
    public static async Task<long> PositionAsync(IPage page)
    {
        var text = await Panel(page, "Time").GetByText(PositionText()).InnerTextAsync();
        return long.Parse(PositionText().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until the page shows an event.</summary>
    public static Task IsAtAsync(IPage page, long number) =>
        Expect(Panel(page, "Time").GetByText(PositionText())).ToContainTextAsync($"event {number} of");

    /// <summary>Waits until the page shows another event.</summary>
    public static Task HasLeftAsync(IPage page, long number) =>
        Expect(Panel(page, "Time").GetByText(PositionText())).Not.ToContainTextAsync($"event {number} of");

    /// <summary>Puts a value through the form.</summary>
    public static async Task PutAsync(IPage page, string key, string value)
    {
        var form = Panel(page, "Ask the cluster");
        await form.GetByLabel("Key", new LocatorGetByLabelOptions { Exact = true }).FillAsync(key);
        await form.GetByLabel("Value", new LocatorGetByLabelOptions { Exact = true }).FillAsync(value);
        await ButtonIn(form, "Put").ClickAsync();
    }

    [GeneratedRegex("^Ring with 5 nodes")]
    private static partial Regex RingLabel();

    [GeneratedRegex("event ([0-9]+) of ([0-9]+)")]
    private static partial Regex PositionText();
}

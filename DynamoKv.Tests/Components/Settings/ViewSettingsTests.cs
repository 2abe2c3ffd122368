// What a browser keeps of a person's choices.
using DynamoKv.Web.Components.Settings;

namespace DynamoKv.Tests.Components.Settings;

public sealed class ViewSettingsTests
{
    [Fact]
    public void What_was_kept_is_read_back()
    {
        var chosen = new ViewSettings { Theme = ThemeChoice.Dark, IsStill = true, HasLetterKeys = false, IsProjector = true };

        Assert.Equal(chosen, ViewSettings.Read(chosen.Write()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1, 2]")]
    [InlineData("{\"theme\": \"purple\"}")]
    public void What_cannot_be_read_is_the_defaults(string? text) => Assert.Equal(new ViewSettings(), ViewSettings.Read(text));

    [Fact]
    public void The_theme_that_an_earlier_version_kept_still_holds() =>
        Assert.Equal(ThemeChoice.Dark, ViewSettings.Read("{\"theme\":\"dark\"}").Theme);

    [Theory]
    [InlineData(ThemeChoice.System, false, true, true)]
    [InlineData(ThemeChoice.System, false, false, false)]
    [InlineData(ThemeChoice.Light, false, true, false)]
    [InlineData(ThemeChoice.Dark, false, false, true)]
    [InlineData(ThemeChoice.Dark, true, true, false)]
    public void A_projector_is_light_and_else_the_choice_decides(ThemeChoice theme, bool isProjector, bool isSystemDark, bool isDark) =>
        Assert.Equal(isDark, new ViewSettings { Theme = theme, IsProjector = isProjector }.IsDark(isSystemDark));
}

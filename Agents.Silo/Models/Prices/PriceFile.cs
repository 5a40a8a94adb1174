using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agents.Silo.Models;

/// <summary>Prices by provider and model; <c>*</c> stands for every other model of a provider.</summary>
internal sealed record PriceFile(Dictionary<string, Dictionary<string, ModelPrice>> Prices)
{
    private const int LongestName = 200;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    // A wrong name of a price would price nothing.
    private static readonly JsonSerializerOptions StrictForm = new(Form) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>No prices.</summary>
    public static readonly PriceFile Empty = new([]);

    /// <summary>Where the prices of a provider come from, for models that do not say it themselves.</summary>
    public Dictionary<string, string> Sources { get; init; } = [];

    /// <summary>The day of the prices that do not say it themselves.</summary>
    public string? AsOf { get; init; }

    /// <exception cref="InvalidDataException">The JSON is no list of prices; the message says where and why.</exception>
    public static PriceFile Read(Stream stream)
    {
        try
        {
            var file = JsonSerializer.Deserialize<PriceFile>(stream, Form);
            return file?.Prices is null ? throw new InvalidDataException("It has no object 'prices'.") : Checked(file);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"It is not a list of prices: {exception.Message}", exception);
        }
    }

    /// <summary>Reads prices that somebody sends: an unknown key is refused too.</summary>
    /// <exception cref="InvalidDataException">The JSON is no list of prices; the message says where and why.</exception>
    public static PriceFile ReadStrictly(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var file = JsonSerializer.Deserialize<PriceFile>(utf8, StrictForm);
            return file?.Prices is null ? throw new InvalidDataException("It has no object 'prices'.") : Checked(file);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"It is not a list of prices: {exception.Message}", exception);
        }
    }

    /// <summary>The prices as they are kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Form);

    private static PriceFile Checked(PriceFile file)
    {
        foreach (var (provider, models) in file.Prices)
        {
            foreach (var (model, price) in models ?? throw new InvalidDataException($"The models of '{provider}' are an object, not null."))
            {
                if (price is null || provider.Length is 0 or > LongestName || model.Length is 0 or > LongestName)
                {
                    throw new InvalidDataException($"Provider and model have 1 to {LongestName} characters, and a price is an object like {{\"input\": 1, \"output\": 2}}.");
                }

                if (price.Problem() is { } problem)
                {
                    throw new InvalidDataException($"The price of '{model}' of '{provider}' makes no sense: {problem}.");
                }
            }
        }

        return file;
    }
}

"""Names of countries, for options of one kind."""

from __future__ import annotations

COUNTRIES = frozenset(
    """Afghanistan|Albania|Algeria|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahrain|Bangladesh|Belarus|Belgium
    |Belize|Benin|Bhutan|Bolivia|Botswana|Brazil|Britain|Bulgaria|Burma|Burundi|Cambodia|Cameroon|Canada|Chad|Chile|China
    |Colombia|Congo|Croatia|Cuba|Cyprus|Czechia|Denmark|Ecuador|Egypt|England|Eritrea|Estonia|Ethiopia|Fiji|Finland|France
    |Gabon|Gambia|Georgia|Germany|Ghana|Great Britain|Greece|Guatemala|Guinea|Guyana|Haiti|Honduras|Hungary|Iceland
    |India
    |Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia
    |Lebanon|Liberia|Libya|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Mali|Malta|Mauritania|Mexico|Moldova|Monaco
    |Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|New Zealand|Nicaragua|Niger|Nigeria|North Korea|Norway
    |Oman|Pakistan|Palestine|Panama|Paraguay|Persia|Peru|Poland|Portugal|Prussia|Qatar|Romania|Russia|Rwanda|Samoa
    |Saudi Arabia|Scotland|Senegal|Serbia|Singapore|Slovakia|Slovenia|Somalia|South Africa|South Korea|Korea|Soviet
    Union
    |Spain|Sri Lanka|Sudan|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Tibet|Togo|Tunisia|Turkey|Uganda
    |Ukraine|United Arab Emirates|United Kingdom|United States|Uruguay|Uzbekistan|Venezuela|Vietnam|Wales|Yemen
    |Yugoslavia
    |Zambia|Zimbabwe""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Countries of today and yesterday in their common English form."""

STATES = frozenset(
    """Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa
    |Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada
    |New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania
    |Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin
    |Wyoming""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""The states of the U.S."""

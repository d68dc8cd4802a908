"""Places that are no zone's name, and whose clock they keep: for people who look for their own.

The tables of tzdata name one or two cities for each zone. These are larger cities, states and
other names of countries that people type instead. Of a place in two lines, it is asked which one is
meant.
"""

from __future__ import annotations

PLACES = {
    "America/New_York": (
        "Boston, Philadelphia, Washington, Washington DC, Miami, Atlanta, Charlotte, Orlando,"
        " Tampa, Jacksonville, Pittsburgh, Cleveland, Columbus, Cincinnati, Baltimore, Raleigh,"
        " Richmond, Buffalo, Florida, Georgia, Massachusetts, New Jersey, Pennsylvania, Ohio,"
        " Virginia, West Virginia, North Carolina, South Carolina, Connecticut, Maine, Maryland,"
        " Delaware, New Hampshire, Rhode Island, Vermont, NYC, US East Coast"
    ),
    "America/Detroit": "Michigan, Ann Arbor, Grand Rapids",
    "America/Kentucky/Louisville": "Kentucky",
    "America/Indiana/Indianapolis": "Indiana, Fort Wayne",
    "America/Chicago": (
        "Dallas, Houston, Austin, San Antonio, Fort Worth, Minneapolis, St Louis, Kansas City,"
        " Nashville, Memphis, New Orleans, Milwaukee, Oklahoma City, Omaha, Madison, Birmingham,"
        " Texas, Illinois, Minnesota, Missouri, Tennessee, Wisconsin, Alabama, Arkansas,"
        " Iowa, Kansas, Louisiana, Mississippi, Nebraska, North Dakota, Oklahoma, South Dakota"
    ),
    "America/Denver": (
        "Colorado Springs, Salt Lake City, Albuquerque, El Paso, Colorado, Utah, Montana,"
        " New Mexico, Wyoming"
    ),
    "America/Boise": "Idaho",
    "America/Phoenix": "Arizona, Tucson, Scottsdale",
    "America/Los_Angeles": (
        "San Francisco, Seattle, San Diego, Portland, Las Vegas, San Jose, Sacramento, Spokane,"
        " California, Washington, Washington State, Oregon, Nevada, LA, US West Coast"
    ),
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
    "America/Toronto": "Ottawa, Montreal, Quebec City, Ontario, Quebec, Hamilton",
    "America/Vancouver": "Victoria, British Columbia, Surrey",
    "America/Edmonton": "Calgary, Alberta",
    "America/Winnipeg": "Manitoba",
    "America/Regina": "Saskatoon, Saskatchewan",
    "America/Halifax": "Nova Scotia, New Brunswick, Prince Edward Island",
    "America/St_Johns": "Newfoundland",
    "America/Mexico_City": "Guadalajara, Puebla, CDMX",
    "America/Sao_Paulo": "Rio de Janeiro, Brasilia, Belo Horizonte, Curitiba, Porto Alegre",
    "America/Bogota": "Medellin, Cali",
    "America/Guayaquil": "Quito",
    "Europe/London": (
        "Manchester, Birmingham, Leeds, Liverpool, Bristol, Edinburgh, Glasgow, Cardiff, Belfast,"
        " England, Scotland, Wales, Northern Ireland, UK, United Kingdom, Great Britain, GB"
    ),
    "Europe/Dublin": "Cork, Galway, Republic of Ireland",
    "Europe/Berlin": (
        "Munich, Hamburg, Frankfurt, Cologne, Stuttgart, Düsseldorf, Leipzig, Dresden, Hannover,"
        " Nuremberg, München, Köln, Nürnberg, Bremen, Deutschland"
    ),
    "Europe/Zurich": "Geneva, Basel, Bern, Lausanne, Zürich, Schweiz, Suisse",
    "Europe/Vienna": "Graz, Salzburg, Linz, Wien, Österreich",
    "Europe/Amsterdam": "Rotterdam, The Hague, Utrecht, Eindhoven, Holland, Nederland",
    "Europe/Brussels": "Antwerp, Ghent, Bruges",
    "Europe/Paris": "Lyon, Marseille, Toulouse, Nice, Bordeaux, Lille, Strasbourg",
    "Europe/Madrid": "Barcelona, Valencia, Seville, Málaga, Bilbao, España",
    "Europe/Lisbon": "Porto, Lisboa",
    "Europe/Rome": "Milan, Naples, Turin, Florence, Venice, Bologna, Milano, Roma, Italia",
    "Europe/Stockholm": "Gothenburg, Malmö",
    "Europe/Oslo": "Bergen, Trondheim",
    "Europe/Copenhagen": "Aarhus",
    "Europe/Helsinki": "Tampere, Espoo",
    "Europe/Warsaw": "Kraków, Gdańsk, Wrocław, Poznań, Warszawa",
    "Europe/Prague": "Brno, Praha, Czechia",
    "Europe/Kyiv": "Lviv, Odesa, Kharkiv",
    "Europe/Moscow": "Saint Petersburg",
    "Europe/Istanbul": "Ankara, Izmir, Türkiye",
    "Asia/Jerusalem": "Tel Aviv, Haifa",
    "Asia/Dubai": "Abu Dhabi, UAE, Emirates",
    "Asia/Riyadh": "Jeddah",
    "Asia/Karachi": "Lahore, Islamabad",
    "Asia/Kolkata": (
        "Mumbai, Delhi, New Delhi, Bangalore, Bengaluru, Chennai, Hyderabad, Pune, Ahmedabad,"
        " Bombay, Madras"
    ),
    "Asia/Ho_Chi_Minh": "Hanoi, Da Nang",
    "Asia/Shanghai": "Beijing, Shenzhen, Guangzhou, Chengdu, Peking",
    "Asia/Tokyo": "Osaka, Kyoto, Nagoya, Yokohama",
    "Asia/Seoul": "Busan, South Korea",
    "Asia/Manila": "Cebu, Quezon City",
    "Asia/Jakarta": "Bandung, Surabaya",
    "Asia/Makassar": "Bali, Denpasar",
    "Australia/Sydney": "Canberra, Newcastle, Wollongong, New South Wales, NSW, ACT",
    "Australia/Melbourne": "Geelong, Victoria",
    "Australia/Brisbane": "Gold Coast, Cairns, Queensland",
    "Australia/Perth": "Western Australia",
    "Australia/Adelaide": "South Australia",
    "Australia/Hobart": "Tasmania",
    "Australia/Darwin": "Northern Territory",
    "Pacific/Auckland": "Wellington, Christchurch, Hamilton, NZ, Aotearoa",
    "Africa/Johannesburg": "Cape Town, Durban, Pretoria",
    "Africa/Lagos": "Abuja",
    "Africa/Cairo": "Alexandria",
    "UTC": "Coordinated Universal Time",
}

COUNTRIES = {
    "USA": "United States",
    "US": "United States",
    "America": "United States",
    "United States of America": "United States",
    "Brasil": "Brazil",
    "México": "Mexico",
    "Korea": "Korea (South)",
}
"""Other names of countries that have several zones, with the one in the tables."""

WELL_KNOWN = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Toronto",
    "America/Vancouver",
    "America/Mexico_City",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Athens",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Perth",
    "Australia/Sydney",
    "Pacific/Auckland",
)
"""What is shown before anything is typed, from west to east but for the ones near each other."""

ABBREVIATIONS = {
    "ACST": ("Australia/Adelaide", "Australia/Darwin"),
    "AEDT": ("Australia/Sydney", "Australia/Melbourne", "Australia/Hobart"),
    "AEST": ("Australia/Sydney", "Australia/Brisbane", "Australia/Melbourne"),
    "AKST": ("America/Anchorage", "America/Juneau"),
    "AST": ("America/Halifax", "America/Puerto_Rico", "Asia/Riyadh"),
    "AWST": ("Australia/Perth",),
    "BST": ("Europe/London", "Asia/Dhaka"),
    "CDT": ("America/Chicago", "America/Winnipeg", "America/Havana"),
    "CEST": ("Europe/Berlin", "Europe/Paris", "Europe/Madrid"),
    "CET": ("Europe/Berlin", "Europe/Paris", "Africa/Algiers"),
    "CST": ("America/Chicago", "America/Mexico_City", "Asia/Shanghai"),
    "CT": ("America/Chicago", "America/Winnipeg"),
    "EDT": ("America/New_York", "America/Toronto"),
    "EEST": ("Europe/Athens", "Europe/Helsinki", "Europe/Kyiv"),
    "EET": ("Europe/Athens", "Europe/Helsinki", "Africa/Cairo"),
    "EST": ("America/New_York", "America/Toronto", "America/Panama"),
    "ET": ("America/New_York", "America/Toronto"),
    "GMT": ("Europe/London", "Africa/Accra", "Atlantic/Reykjavik"),
    "HST": ("Pacific/Honolulu",),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "JST": ("Asia/Tokyo",),
    "KST": ("Asia/Seoul",),
    "MDT": ("America/Denver", "America/Edmonton"),
    "MSK": ("Europe/Moscow",),
    "MST": ("America/Denver", "America/Phoenix", "America/Edmonton"),
    "MT": ("America/Denver", "America/Edmonton"),
    "NZDT": ("Pacific/Auckland",),
    "NZST": ("Pacific/Auckland",),
    "PDT": ("America/Los_Angeles", "America/Vancouver"),
    "PST": ("America/Los_Angeles", "America/Vancouver", "Asia/Manila"),
    "PT": ("America/Los_Angeles", "America/Vancouver"),
    "SGT": ("Asia/Singapore",),
    "SST": ("Pacific/Pago_Pago", "Asia/Singapore"),
    "WET": ("Europe/Lisbon", "Atlantic/Canary"),
}
"""Abbreviations, and places that may be meant: each is one of several clocks, or half a year's."""

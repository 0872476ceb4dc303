/** Kitchen machines, washing and cleaning, warmth and cool air, light, sound and picture, power. */
export const electronics = `
sku  | ko                | en                         | producer     |     price | stock | sells | picture                      | colours
E001 | 냉장고 320리터    | Refrigerator, 320 L        | 새벽별전자   | 1,850,000 |     8 |    14 | fridge *                     | silver, white
E002 | 소형냉장고 90리터 | Small refrigerator, 90 L   | 새벽별전자   |   620,000 |    12 |    18 | smallFridge *                | white, mint
E003 | 김치냉장고        | Kimchi refrigerator        | 새벽별전자   | 1,280,000 |     5 |    11 | chestFridge ivory red       
E004 | 세탁기 7kg        | Washing machine, 7 kg      | 새벽별전자   |   980,000 |     7 |    13 | washer white sky            
E005 | 소형세탁기 3kg    | Mini washing machine, 3 kg | 새벽별전자   |   390,000 |     9 |    16 | twinTub white blue          
E006 | 전기밥가마        | Rice cooker                | 따뜻한부엌   |   128,000 |    32 |    76 | riceCooker * silver          | white, red
E007 | 압력밥가마        | Pressure rice cooker       | 따뜻한부엌   |   245,000 |    16 |    37 | pressureCooker charcoal gold
E008 | 전기주전자        | Electric kettle            | 따뜻한부엌   |    42,000 |    44 |    85 | kettle * black               | silver, coral
E009 | 전자레인지        | Microwave oven             | 따뜻한부엌   |   185,000 |    14 |    29 | microwave white             
E010 | 과일믹서          | Blender                    | 따뜻한부엌   |    68,000 |    22 |    39 | blender red                 
E011 | 전기가열판        | Electric hotplate          | 따뜻한부엌   |    96,000 |    26 |    48 | hotplate charcoal           
E012 | 전기냄비          | Electric pot               | 따뜻한부엌   |    54,000 |    28 |    44 | electricPot coral           
E013 | 빵굽개            | Toaster                    | 따뜻한부엌   |    46,000 |    18 |    26 | toaster mint                
E020 | 선풍기            | Electric fan               | 산들바람전기 |    78,000 |    46 |   106 | fan *                        | sky, white
E021 | 탁상선풍기        | Desk fan                   | 산들바람전기 |    32,000 |    40 |    72 | deskFan *                    | pink, teal
E022 | 냉풍기            | Air conditioner            | 산들바람전기 | 1,240,000 |     6 |    12 | airConditioner white        
E023 | 전기난로          | Electric heater            | 산들바람전기 |    88,000 |    24 |    55 | heater charcoal orange      
E024 | 전기담요          | Electric blanket           | 산들바람전기 |    74,000 |    30 |    68 | electricBlanket wine ivory  
E025 | 가습기            | Humidifier                 | 산들바람전기 |    58,000 |    20 |    32 | humidifier sky white        
E026 | 청소기            | Vacuum cleaner             | 산들바람전기 |   168,000 |    15 |    28 | vacuum red                  
E027 | 전기다리미        | Electric iron              | 산들바람전기 |    39,000 |    30 |    57 | iron blue                   
E028 | 머리말리개        | Hair dryer                 | 산들바람전기 |    34,000 |    36 |    62 | hairDryer *                  | violet, black
E029 | 재봉기            | Sewing machine             | 산들바람전기 |   320,000 |     6 |    15 | sewingMachine white forest  
E030 | 텔레비전 32형     | TV, 32 inch                | 새벽별전자   |   540,000 |    14 |    30 | tv black sky                
E031 | 텔레비전 43형     | TV, 43 inch                | 새벽별전자   |   890,000 |     9 |    23 | tvWide black teal           
E032 | 라디오            | Radio                      | 맑은소리전자 |    45,000 |    34 |    59 | radio *                      | brown, mint
E033 | 고성기            | Loudspeaker                | 맑은소리전자 |   112,000 |    14 |    20 | speaker charcoal            
E034 | 머리수화기        | Headphones                 | 맑은소리전자 |    28,000 |    38 |    65 | headphones *                 | black, white
E035 | 영상재생기        | Disc player                | 맑은소리전자 |    98,000 |    12 |    17 | discPlayer charcoal sky     
E036 | 사진기            | Camera                     | 맑은소리전자 |   460,000 |     0 |    10 | camera black silver         
E037 | 판형컴퓨터        | Tablet computer            | 새벽별전자   |   680,000 |    10 |    25 | tabletComputer charcoal sky 
E038 | 노트컴퓨터        | Laptop computer            | 새벽별전자   | 1,450,000 |     5 |    12 | laptop silver blue          
E039 | 계산기            | Calculator                 | 맑은소리전자 |    14,000 |    42 |    56 | calculator charcoal         
E040 | 벽시계            | Wall clock                 | 맑은소리전자 |    26,000 |    26 |    42 | wallClock forest            
E041 | 자명종            | Alarm clock                | 맑은소리전자 |    18,000 |    30 |    50 | alarmClock *                 | red, sky
E042 | 전구              | Light bulb                 | 밝은빛전기   |     3,800 |   180 |   234 | bulb yellow                 
E043 | 막대등            | Tube light                 | 밝은빛전기   |     9,600 |    70 |    93 | tubeLight white             
E044 | 탁상등            | Desk lamp                  | 밝은빛전기   |    36,000 |    28 |    54 | deskLamp *                   | green, white
E045 | 손전등            | Torch                      | 밝은빛전기   |    12,000 |    66 |   105 | torch *                      | yellow, black
E046 | 충전등            | Rechargeable lantern       | 밝은빛전기   |    29,000 |    35 |    61 | lantern teal                
E047 | 건전지 AA 4개     | AA batteries, 4            | 밝은빛전기   |     3,400 |   210 |   280 | batteries green gold        
E048 | 건전지 D 2개      | D batteries, 2             | 밝은빛전기   |     4,200 |    90 |   110 | bigBatteries red silver     
E049 | 축전지 12V        | 12 V battery               | 밝은빛전기   |   165,000 |    14 |    26 | carBattery blue             
E050 | 태양빛전지판 50W  | Solar panel, 50 W          | 밝은빛전기   |   148,000 |    20 |    43 | solarPanel navy             
E051 | 연장선 3m         | Extension lead, 3 m        | 밝은빛전기   |    15,500 |    50 |    94 | extensionLead white red     
E052 | 충전기            | Charger                    | 밝은빛전기   |    11,000 |    64 |   116 | charger white               
E053 | 전압조절기        | Voltage regulator          | 밝은빛전기   |   132,000 |    12 |    24 | regulator grey              
`
